// Tells the form the browser's time zone. Without it the edition's zone is used.
for (const field of document.querySelectorAll('input[name="zone"]')) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}
