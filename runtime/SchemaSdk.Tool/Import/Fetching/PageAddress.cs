using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Ids;

namespace SchemaSdk.Tool.Import.Fetching;

/// <summary>Decides which URLs may be fetched.</summary>
internal static class PageAddress
{
    /// <summary>Parses a URL that the user typed; returns null for a file path.</summary>
    /// <exception cref="ToolException">The URL is invalid or is not allowed.</exception>
    internal static Uri? Of(string typed)
    {
        // A colon without slashes may follow a drive letter, as in C:\schemas.
        if (!typed.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        return Uri.TryCreate(typed, UriKind.Absolute, out var address) ? Check(address) : throw Unreadable(typed);
    }

    /// <summary>Returns the URL if it is allowed.</summary>
    /// <exception cref="ToolException">The URL is not allowed.</exception>
    internal static Uri Check(Uri address)
    {
        var shown = address.Scheme + "://" + address.Host;
        return address.UserInfo.Length > 0 ? throw Refused(shown, "contains a user name or password")
            : address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) ? address
            : throw Refused(shown, "is not https, and http is allowed only for this machine");
    }

    /// <summary>Returns the URL that a server redirects to.</summary>
    /// <param name="start">The URL that the user gave.</param>
    /// <param name="from">The URL that redirects.</param>
    /// <param name="location">The Location header. It may be relative.</param>
    /// <exception cref="ToolException">The new URL is not allowed, or is on this machine although the user's URL is not.</exception>
    internal static Uri Next(Uri start, Uri from, Uri location)
    {
        try
        {
            var next = Uri.TryCreate(from, location, out var address)
                ? Check(address)
                : throw Unreadable(location.OriginalString);
            return next.IsLoopback && !start.IsLoopback ? throw Refused(next.Host, "is this machine") : next;
        }
        catch (ToolException exception)
        {
            throw new ToolException(
                ExitCode.Service, $"{from.Host} redirects to a URL that is not allowed. {exception.Message}", exception);
        }
    }

    private static ToolException Unreadable(string address) => Refused(address, "is not a valid URL");

    private static ToolException Refused(string address, string why) =>
        new(ExitCode.WrongUsage, $"'{ModelIdFault.Cut(address)}' {why}. Nothing was changed.");
}
