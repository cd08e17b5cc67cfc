using Microsoft.Playwright;

namespace SchemaSdk.Emulation.Tests.Browser.Surroundings;

/// <summary>
/// A page in a window of its own. It remembers what went wrong in it, and lets nothing leave this machine. With SCHEMASDK_SCREENSHOTS, the
/// name of a folder, pictures of it are kept there.
/// </summary>
internal sealed class PageTest : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _errors = [];
    private readonly List<string> _foreign = [];

    private PageTest(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            // The browser says so of every answer that is an error, which some tests are about.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _errors.Add(message.Text);
            }
        };
    }

    internal IPage Page { get; }

    /// <summary>The errors of scripts and of the policy on contents.</summary>
    internal IReadOnlyList<string> Errors => _errors;

    /// <summary>The addresses that were asked for outside this machine.</summary>
    internal IReadOnlyList<string> Foreign => _foreign;

    /// <param name="chromium">The browser.</param>
    /// <param name="address">The address of the page.</param>
    /// <param name="scheme">The colors.</param>
    /// <param name="width">The width of the window.</param>
    /// <param name="height">Its height.</param>
    /// <param name="fileOf">The file that stands for a path of this machine, in place of a server; null for a server.</param>
    internal static async Task<PageTest> OpenAsync(
        Chromium chromium,
        Uri address,
        ColorScheme scheme = ColorScheme.Light,
        int width = 1440,
        int height = 900,
        Func<string, string?>? fileOf = null)
    {
        var context = await chromium.Browser.NewContextAsync(new()
        {
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = height },
        });
        var test = new PageTest(context, await context.NewPageAsync());
        await context.RouteAsync(
            url => !IsOwn(new Uri(url)),
            route =>
            {
                test._foreign.Add(route.Request.Url);
                return route.AbortAsync();
            });
        if (fileOf is not null)
        {
            await context.RouteAsync(
                url => new Uri(url).IsLoopback,
                route => route.FulfillAsync(
                    fileOf(new Uri(route.Request.Url).AbsolutePath) is { } file ? new() { Path = file } : new() { Status = 404 }));
        }

        await test.Page.GotoAsync(
            address.AbsoluteUri, new() { WaitUntil = fileOf is null ? WaitUntilState.Load : WaitUntilState.NetworkIdle });
        return test;
    }

    internal async Task KeepPictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("SCHEMASDK_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static bool IsOwn(Uri address) => address.Scheme is "data" or "file" or "blob" || address.IsLoopback;
}
