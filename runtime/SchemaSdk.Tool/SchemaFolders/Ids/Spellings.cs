namespace SchemaSdk.Tool.SchemaFolders.Ids;

/// <summary>
/// Tracks the spellings of all folders. On Windows and macOS, two spellings that differ only in case refer to the same folder, so one model
/// would replace the other.
/// </summary>
internal sealed class Spellings
{
    private readonly Dictionary<string, string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Records how the folders in an id are spelled, unless one of them is already known in another spelling.</summary>
    /// <returns>The other spelling of a folder; null if all spellings were recorded.</returns>
    internal string? Claim(string id)
    {
        var folders = FoldersOf(id).ToList();
        foreach (var folder in folders)
        {
            if (_known.TryGetValue(folder, out var known) && !string.Equals(known, folder, StringComparison.Ordinal))
            {
                return known;
            }
        }

        foreach (var folder in folders)
        {
            _known[folder] = folder;
        }

        return null;
    }

    private static IEnumerable<string> FoldersOf(string id)
    {
        for (var end = id.IndexOf('/'); end >= 0; end = id.IndexOf('/', end + 1))
        {
            yield return id[..end];
        }

        yield return id;
    }
}
