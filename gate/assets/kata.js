// What Streamlit's page says in English, said in Indonesian (docs/decisions/0056). What people wrote is never touched:
// words are replaced whole, and outside of what our pages draw.
(() => {
  "use strict";
  const WORDS = {
    "Skip to main content": "Langsung ke isi halaman",
    "App pages": "Halaman",
    "Sidebar": "Menu",
    "Expand sidebar": "Buka menu",
    "Collapse sidebar": "Tutup menu",
    "Close": "Tutup",
    "view more": "selengkapnya",
    "view less": "ringkas",
    "Choose date": "Pilih tanggal",
    "Clear date": "Kosongkan tanggal",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": "Tombol panah berpindah tanggal, Enter memilih, Escape menutup.",
    "Previous month": "Bulan sebelumnya",
    "Next month": "Bulan berikutnya",
    "Previous": "Sebelumnya",
    "Next": "Berikutnya",
    "Empty": "Kosong",
    "day": "hari",
    "month": "bulan",
    "year": "tahun",
    "Open": "Buka pilihan",
    "Clear value": "Kosongkan",
    "Clear all": "Kosongkan semua",
    "Select all": "Pilih semua",
    "Selected values": "Yang dipilih",
    "No results": "Tidak ada yang cocok",
    "No options to select": "Tidak ada pilihan",
    "Choose an option": "pilih satu",
    "Choose options": "pilih satu atau beberapa",
    "Selectbox options": "Pilihan",
    "Multiselect options": "Pilihan",
    "Increment": "Tambah",
    "Decrement": "Kurangi",
    "Clear entry": "Kosongkan",
    "Show password": "Tampilkan kata sandi",
    "Hide password": "Sembunyikan kata sandi",
    "Upload": "Pilih berkas",
    "Add files": "Tambah berkas",
    "Drag and drop a file here": "Seret berkas ke sini",
    "Drag and drop files here": "Seret berkas ke sini",
    "file upload": "Pilih berkas",
    "Copy to clipboard": "Salin",
    "Copied": "Tersalin",
    "Fullscreen": "Layar penuh",
    "Close fullscreen": "Tutup layar penuh",
    "Close Search": "Tutup pencarian",
    "Add row": "Tambah baris",
    "Delete row(s)": "Hapus baris",
    "Clear selection": "Batalkan pilihan",
    "Download as CSV": "Unduh CSV",
    "Show/hide columns": "Pilih kolom",
    "Search": "Cari",
    "Type to search": "Ketik yang dicari",
    "Previous Result": "Hasil sebelumnya",
    "Next Result": "Hasil berikutnya",
    "Pagination": "Halaman daftar",
    "Previous page": "Halaman sebelumnya",
    "Next page": "Halaman berikutnya",
    "Clear time": "Kosongkan jam",
    "Too many files": "Terlalu banyak berkas",
    "Stop": "Hentikan",
    "Please wait...": "Mohon tunggu",
    "Connecting": "Menyambung",
    "Connecting to Streamlit server": "Menyambung ke server",
    "Connection error": "Sambungan terputus",
    "Streamlit server is not responding. Are you connected to the internet?":
      "Server belum menjawab. Halaman ini menyambung lagi dengan sendirinya; bila lama, periksa jaringan Anda.",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "Server belum menjawab. Sampaikan kepada administrator bila ini berlangsung lama:",
    "Connection lost. Please wait for the app to reconnect, then try again.":
      "Sambungan terputus. Tunggu sampai tersambung lagi, lalu coba kembali.",
    "Reconnected to server.": "Tersambung kembali.",
    "Page not found": "Halaman tidak ada",
    "Download failed": "Unduhan gagal; coba sekali lagi",
    "Network error": "Jaringan terganggu",
    "Number is above the allowed range.": "Angka ini terlalu besar.",
    "Number is below the allowed range.": "Angka ini terlalu kecil.",
    "Invalid input.": "Isian ini belum sesuai.",
  };
  const MONTHS = {
    January: "Januari", February: "Februari", March: "Maret", April: "April", May: "Mei", June: "Juni", July: "Juli",
    August: "Agustus", September: "September", October: "Oktober", November: "November", December: "Desember",
  };
  const NAMES = Object.keys(MONTHS).join("|");
  const SHAPES = [
    [/^Help for (.+)$/, (_, what) => `Penjelasan ${what}`],
    [/^Page (\d+)$/, (_, number) => `Halaman ${number}`],
    [/^Remove (.+)$/, (_, what) => `Hapus ${what}`],
    [/^Delete (.+)$/, (_, what) => `Hapus ${what}`],
    [/^Add: (.+)$/, (_, what) => `Tambah: ${what}`],
    [/^(?:Error: )?AxiosError: .*status code 413$/, () => "Terlalu banyak berkas menunggu dikirim. Kirim atau lepaskan dahulu yang ada."],
    [/^(?:Error: )?AxiosError: .*status code 503$/, () => "Sedang banyak berkas yang dikirim. Coba lagi sebentar lagi."],
    [/^(?:Error: )?AxiosError: .+$/, () => "Berkas ini tidak sampai; pilih lagi."],
    [/^Select (\d+) matches$/, (_, count) => `Pilih ${count} yang cocok`],
    [/^(\S+) per file( • .+)?$/, (_, size, kinds = "") => `atau seret ke sini; paling besar ${size} sebuah${kinds}`],
    [/^(day|month|year), (.+)$/, (_, part, of) => `${WORDS[part]}, ${of}`],
    [/^Choose date, (.+)$/, (_, of) => `Pilih tanggal, ${of}`],
    [new RegExp(`^(\\d+) – (${NAMES})$`), (_, number, month) => `${number} – ${MONTHS[month]}`],
    [new RegExp(`^Selected Date: (${NAMES}) (\\d+), (\\d+)$`), (_, month, day, year) =>
      `Tanggal terpilih: ${day} ${MONTHS[month]} ${year}`],
    [/^Selected Time: (.+)$/, (_, time) => `Jam terpilih: ${time}`],
    [/^(Today, )?(.+?\d{4})( selected)?(, (?:First|Last) available date)?$/, (whole, today, date, chosen, edge) =>
      today || chosen || edge
        ? `${today ? "hari ini, " : ""}${date}${chosen ? ", terpilih" : ""}${edge ? EDGES[edge] : ""}` : whole],
    [/^(\d+) options? available\.$/, (_, count) => `${count} pilihan.`],
    [/^(.+), (not )?selected$/, (_, what, isNot) => `${what}, ${isNot ? "tidak " : ""}terpilih`],
    [/^(Add row|Delete row\(s\)|Show\/hide columns|Download as CSV|Search|Fullscreen|Close fullscreen|Clear selection): (.+)$/,
      (_, word, of) => `${WORDS[word]}: ${of}`],
    [/^Number is above the allowed range\. Please enter a value less than or equal to (.+)\.$/, (_, most) =>
      `Angka ini terlalu besar; paling besar ${most}.`],
    [/^Number is below the allowed range\. Please enter a value greater than or equal to (.+)\.$/, (_, least) =>
      `Angka ini terlalu kecil; paling kecil ${least}.`],
    [/^Number is outside the allowed range\. Please enter a value between (.+) and (.+)\.$/, (_, least, most) =>
      `Isikan angka dari ${least} sampai ${most}.`],
  ];
  const EDGES = {
    ", First available date": ", tanggal terawal", ", Last available date": ", tanggal terakhir",
  };
  const PARTS = { dd: "hh", mm: "bb", yyyy: "tttt" };
  const SAID = ["aria-label", "title", "placeholder", "aria-valuetext"];
  const OURS = "[data-testid=stHtml], [data-testid=stMarkdownContainer], [data-testid=stCaptionContainer], "
    + "[data-testid=stHeading], [data-testid=stCode] pre, [role=option], canvas, script, style, textarea, [translate=no]";
  const THEIRS = "[data-testid=stFileUploaderDropzone], [data-testid=stTooltipContent], [data-testid=stElementToolbar]";

  const isOurs = (element) => element.closest(OURS) !== null && element.closest(THEIRS) === null;

  function said(text) {
    const plain = text.trim();
    if (Object.hasOwn(WORDS, plain)) return WORDS[plain];
    for (const [shape, tell] of SHAPES) if (shape.test(plain)) return plain.replace(shape, tell);
    return null;
  }

  function sayText(node) {
    const element = node.parentElement;
    if (!element) return;
    const part = element.closest("[role=spinbutton]") && PARTS[node.data];
    const isSelectAll = node.data === "Select all" || node.data === "No results";
    const words = part || (isSelectAll || !isOurs(element) ? said(node.data) : null);
    if (words && words !== node.data) node.data = words;
  }

  function sayAttributes(element) {
    for (const name of SAID) {
      const given = element.getAttribute(name);
      const words = given && said(given);
      if (words && words !== given) element.setAttribute(name, words);
    }
  }

  function sayAll(root) {
    if (root.nodeType === Node.TEXT_NODE) return sayText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return undefined;
    if (root.closest("[data-testid=stHtml]")) return undefined;
    sayAttributes(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) sayText(node);
      else sayAttributes(node);
    }
    return undefined;
  }

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") sayText(change.target);
      else if (change.type === "attributes") sayAttributes(change.target);
      else change.addedNodes.forEach(sayAll);
    }
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: SAID,
  });
})();
