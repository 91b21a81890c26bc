@echo off
rem Klik dua kali untuk menyiapkan dan membuka dasbor.
setlocal
cd /d "%~dp0"
set "PYTHONUTF8=1"
chcp 65001 >nul
where py >nul 2>nul
if not errorlevel 1 (
    py -3 run.py %*
    goto selesai
)
where python >nul 2>nul
if not errorlevel 1 (
    python run.py %*
    goto selesai
)
echo Python belum terpasang. Pasang Python 3.11 atau yang lebih baru dari python.org,
echo centang "Add python.exe to PATH", lalu klik dua kali berkas ini lagi.
pause
exit /b 1
:selesai
if errorlevel 1 (
    echo.
    echo Dasbor tidak dapat dibuka. Baca pesan di atas, perbaiki, lalu coba lagi.
    pause
    exit /b 1
)
