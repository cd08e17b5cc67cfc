using System.Runtime.InteropServices;
using Microsoft.Playwright;

namespace SchemaSdk.Emulation.Tests.Browser.Surroundings;

/// <summary>The installed browser, running headless. The Playwright package contains no browser.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (InstalledPrograms.Browser is not { } executable)
        {
            return; // without a browser, all tests that need it are skipped
        }

        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = executable,
            // As root, Chromium starts only without its sandbox. In a container, it crashes if it uses the small shared memory.
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
