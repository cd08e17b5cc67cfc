using Microsoft.Playwright;

namespace SchemaSdk.Emulation.Tests.Browser.Surroundings;

/// <summary>A page in its own window. It records errors, and it blocks and records requests to other machines.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private BrowserPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, error) => Errors.Add(error);
        page.Console += (_, message) =>
        {
            // Ignore the browser's messages about error statuses, because some tests cause such a status on purpose.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                Errors.Add(message.Text);
            }
        };
    }

    internal IPage Page { get; }

    internal List<string> Errors { get; } = [];

    /// <summary>The URLs that the page requested from other machines.</summary>
    internal List<string> Foreign { get; } = [];

    /// <summary>
    /// Opens a URL. If <paramref name="fileOf"/> is not null, it is called with the path of each requested URL, and returns the file to
    /// answer with.
    /// </summary>
    internal static async Task<BrowserPage> OpenAsync(
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
        var test = new BrowserPage(context, await context.NewPageAsync());
        await context.RouteAsync(
            url => !IsOwn(new Uri(url)),
            route =>
            {
                test.Foreign.Add(route.Request.Url);
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

    internal async Task SaveScreenshotAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("SCHEMASDK_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static bool IsOwn(Uri address) => address.Scheme is "data" or "file" or "blob" || address.IsLoopback;
}
