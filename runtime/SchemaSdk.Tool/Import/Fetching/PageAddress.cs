using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Ids;

namespace SchemaSdk.Tool.Import.Fetching;

/// <summary>Decides which addresses are asked for a page.</summary>
internal static class PageAddress
{
    /// <summary>Returns the address that somebody typed; null for the path of a file.</summary>
    /// <exception cref="ToolException">It is an address that is not asked.</exception>
    internal static Uri? Of(string typed)
    {
        // A drive such as C: is no scheme.
        if (!typed.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        return Uri.TryCreate(typed, UriKind.Absolute, out var address) ? Check(address) : throw Unreadable(typed);
    }

    /// <summary>Returns an address that may be asked.</summary>
    /// <exception cref="ToolException">It may not.</exception>
    internal static Uri Check(Uri address)
    {
        var shown = address.Scheme + "://" + address.Host;
        return address.UserInfo.Length > 0 ? throw Refused(shown, "has a user name or password in it")
            : address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) ? address
            : throw Refused(shown, "is not https, and http is for this machine alone");
    }

    /// <summary>Returns the address that a server leads on to.</summary>
    /// <param name="start">The address that somebody gave.</param>
    /// <param name="from">The address of the answer.</param>
    /// <param name="location">The next one, or the part of it that the server gives.</param>
    /// <exception cref="ToolException">It is not asked, or it is on this machine and the first one is not.</exception>
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
                ExitCode.Service, $"{from.Host} leads on to an address that is not asked. {exception.Message}", exception);
        }
    }

    private static ToolException Unreadable(string address) => Refused(address, "cannot be read as an address");

    private static ToolException Refused(string address, string why) =>
        new(ExitCode.WrongUsage, $"'{ModelIdFault.Cut(address)}' {why}. Nothing was changed.");
}
