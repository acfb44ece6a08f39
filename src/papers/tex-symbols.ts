// What TeX's commands look like as Unicode: the ones that titles and abstracts on arXiv really use.

const pairs = (text: string) =>
  new Map(
    text
      .trim()
      .split(/\s+/)
      .map((pair) => pair.split("=", 2) as [string, string]),
  );

export const SYMBOLS: ReadonlyMap<string, string> = pairs(`
alpha=α beta=β gamma=γ delta=δ epsilon=ϵ varepsilon=ε zeta=ζ eta=η theta=θ vartheta=ϑ iota=ι kappa=κ
lambda=λ mu=μ nu=ν xi=ξ pi=π varpi=ϖ rho=ρ varrho=ϱ sigma=σ varsigma=ς tau=τ upsilon=υ phi=ϕ varphi=φ
chi=χ psi=ψ omega=ω Gamma=Γ Delta=Δ Theta=Θ Lambda=Λ Xi=Ξ Pi=Π Sigma=Σ Upsilon=Υ Phi=Φ Psi=Ψ Omega=Ω
times=× div=÷ pm=± mp=∓ cdot=· cdots=⋯ ldots=… dots=… dotsc=… vdots=⋮ ast=∗ star=⋆ circ=∘ bullet=•
oplus=⊕ ominus=⊖ otimes=⊗ odot=⊙ wedge=∧ vee=∨ land=∧ lor=∨ lnot=¬ neg=¬ cap=∩ cup=∪ setminus=∖
le=≤ leq=≤ leqslant=≤ ge=≥ geq=≥ geqslant=≥ ll=≪ gg=≫ ne=≠ neq=≠ equiv=≡ sim=∼ simeq=≃ approx=≈
cong=≅ propto=∝ lesssim=≲ gtrsim=≳ prec=≺ succ=≻ preceq=⪯ succeq=⪰ in=∈ notin=∉ ni=∋ subset=⊂
subseteq=⊆ subsetneq=⊊ supset=⊃ supseteq=⊇ forall=∀ exists=∃ nexists=∄ emptyset=∅ varnothing=∅
infty=∞ partial=∂ nabla=∇ sum=∑ prod=∏ int=∫ iint=∬ oint=∮ bigcup=⋃ bigcap=⋂ bigoplus=⨁ surd=√
to=→ rightarrow=→ longrightarrow=⟶ leftarrow=← gets=← leftrightarrow=↔ Rightarrow=⇒ implies=⇒
Leftarrow=⇐ Leftrightarrow=⇔ iff=⇔ mapsto=↦ uparrow=↑ downarrow=↓ hookrightarrow=↪ rightleftharpoons=⇌
langle=⟨ rangle=⟩ lfloor=⌊ rfloor=⌋ lceil=⌈ rceil=⌉ vert=| Vert=‖ mid=| parallel=∥ perp=⊥ bot=⊥ top=⊤
ell=ℓ hbar=ℏ Re=ℜ Im=ℑ aleph=ℵ dagger=† ddagger=‡ degree=° angle=∠ triangle=△ square=□ Box=□ prime=′
checkmark=✓ models=⊨ vdash=⊢ S=§ P=¶ pounds=£ euro=€ copyright=© textregistered=® texttrademark=™
ss=ß ae=æ AE=Æ oe=œ OE=Œ aa=å AA=Å o=ø O=Ø l=ł L=Ł i=ı j=ȷ dh=ð DH=Ð th=þ TH=Þ LaTeX=LaTeX TeX=TeX
textemdash=— textendash=– textasciitilde=~ textbackslash=\\ textdegree=° odot=⊙ deg=deg lbrace={ rbrace=}
`);

/** Names that stand upright: sin, log, max. */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  "log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh min max inf sup lim limsup liminf arg argmin argmax det dim ker rank tr gcd Pr mod bmod hom poly polylog".split(
    " ",
  ),
);

/** Commands that only say how their argument looks. */
export const STYLES: ReadonlySet<string> = new Set(
  "text textrm textbf textit textsl textsc texttt textsf textnormal textup textmd emph mathrm mathbf mathit mathsf mathtt mathcal mathscr mathfrak mathnormal bm boldsymbol pmb mbox hbox operatorname underline uline url ensuremath smash boxed mathop".split(
    " ",
  ),
);

/** Commands that leave nothing behind, their argument included. */
export const SILENT: ReadonlySet<string> = new Set(
  "label ref eqref cite citep citet footnote begin end vspace hspace phantom thanks color".split(
    " ",
  ),
);

/** Commands without argument that leave nothing behind. */
export const EMPTY: ReadonlySet<string> = new Set(
  "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr middle displaystyle textstyle limits nolimits em it bf rm sf tt sc bfseries itshape small large noindent protect xspace".split(
    " ",
  ),
);

/** Combining characters, by the accent's command. */
export const ACCENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    u: "\u0306",
    v: "\u030c",
    H: "\u030b",
    c: "\u0327",
    k: "\u0328",
    r: "\u030a",
    d: "\u0323",
    b: "\u0331",
    hat: "\u0302",
    widehat: "\u0302",
    tilde: "\u0303",
    widetilde: "\u0303",
    bar: "\u0304",
    overline: "\u0304",
    vec: "\u20d7",
    dot: "\u0307",
    ddot: "\u0308",
    check: "\u030c",
    breve: "\u0306",
    acute: "\u0301",
    grave: "\u0300",
    mathring: "\u030a",
  }),
);

function alphabet(plain: string, styled: string): ReadonlyMap<string, string> {
  const marks = [...styled];
  return new Map([...plain].map((char, i) => [char, marks[i] ?? char]));
}

export const SUPERSCRIPTS = alphabet(
  "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ′*∗∘†⊤ ,",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ′**°†ᵀ ,",
);
export const SUBSCRIPTS = alphabet(
  "0123456789+-=()aehijklmnoprstuvxβγρφχ ,",
  "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ ,",
);
export const DOUBLE_STRUCK = alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ1", "𝔸𝔹ℂ𝔻𝔼𝔽𝔾ℍ𝕀𝕁𝕂𝕃𝕄ℕ𝕆ℙℚℝ𝕊𝕋𝕌𝕍𝕎𝕏𝕐ℤ𝟙");
