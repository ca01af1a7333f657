// Whoever is invited as an advisor answers as an advisor, unless somebody chooses otherwise: the second list follows the first.

const role = document.getElementById("role");
const audience = document.getElementById("audience");
let isChosen = false;

audience.addEventListener("change", () => { isChosen = true; });
role.addEventListener("change", () => {
  if (isChosen) return;
  const same = [...audience.options].find((option) => option.value === role.value);
  audience.value = same ? same.value : "";
});
