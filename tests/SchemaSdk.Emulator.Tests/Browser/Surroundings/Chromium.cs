using System.Runtime.InteropServices;
using Microsoft.Playwright;

namespace SchemaSdk.Emulation.Tests.Browser.Surroundings;

/// <summary>The installed browser, running headless. The Playwright package contains no browser.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    private static string Executable => Environment.GetEnvironmentVariable("SCHEMASDK_CHROMIUM")
        ?? Candidates.FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException(
            $"No Chromium is at {string.Join(", ", Candidates)}. Install it (apt-get install -y chromium), or set SCHEMASDK_CHROMIUM to "
            + "the path of a Chromium or Chrome.");

    private static string[] Candidates =>
        OperatingSystem.IsWindows() ? [@"C:\Program Files\Google\Chrome\Application\chrome.exe"]
        : OperatingSystem.IsMacOS() ? ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]
        : ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            // Chromium does not start with a sandbox as root, and crashes if it uses a container's small shared memory.
            Args = IsRoot ? ["--no-sandbox", "--disable-dev-shm-usage"] : ["--disable-dev-shm-usage"],
        });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static bool IsRoot => !OperatingSystem.IsWindows() && geteuid() == 0;

    [DllImport("libc")]
    private static extern uint geteuid();
}
