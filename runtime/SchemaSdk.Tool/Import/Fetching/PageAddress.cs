using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Ids;

namespace SchemaSdk.Tool.Import.Fetching;

/// <summary>Decides which addresses may be fetched.</summary>
internal static class PageAddress
{
    /// <summary>Returns an address that was typed; null for the path of a file.</summary>
    /// <exception cref="ToolException">The address may not be fetched.</exception>
    internal static Uri? Of(string typed)
    {
        // A drive such as C: is not a scheme.
        if (!typed.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        return Uri.TryCreate(typed, UriKind.Absolute, out var address) ? Check(address) : throw Unreadable(typed);
    }

    /// <summary>Returns the address if it may be fetched.</summary>
    /// <exception cref="ToolException">It may not be fetched.</exception>
    internal static Uri Check(Uri address)
    {
        var shown = address.Scheme + "://" + address.Host;
        return address.UserInfo.Length > 0 ? throw Refused(shown, "has a user name or password in it")
            : address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) ? address
            : throw Refused(shown, "is not https, and http is only for this machine");
    }

    /// <summary>Returns the address that a server redirects to.</summary>
    /// <param name="start">The address that was given.</param>
    /// <param name="from">The address that redirects.</param>
    /// <param name="location">The location that the server gave, which may be relative.</param>
    /// <exception cref="ToolException">It may not be fetched, or it is on this machine and the first address is not.</exception>
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
                ExitCode.Service, $"{from.Host} redirects to an address that is not allowed. {exception.Message}", exception);
        }
    }

    private static ToolException Unreadable(string address) => Refused(address, "cannot be read as an address");

    private static ToolException Refused(string address, string why) =>
        new(ExitCode.WrongUsage, $"'{ModelIdFault.Cut(address)}' {why}. Nothing was changed.");
}
