namespace SchemaSdk.Schemas.Dialect;

/// <summary>Resolves URI references (RFC 3986, section 5.2) as text, because a schema's id need not be a valid address.</summary>
internal static class UriReference
{
    /// <summary>Resolves a reference against a base URI, which may be empty. Neither may have a fragment.</summary>
    public static string Resolve(string against, string reference)
    {
        if (reference.Length == 0)
        {
            return against;
        }

        var (schemeEnd, pathStart, queryStart) = Parts(reference);
        if (schemeEnd > 0)
        {
            return WithPath(reference, pathStart, queryStart);
        }

        var (baseScheme, basePath, baseQuery) = Parts(against);
        if (pathStart > 0)
        {
            return against.Substring(0, baseScheme) + WithPath(reference, pathStart, queryStart);
        }

        var start = against.Substring(0, basePath);
        var query = reference.Substring(queryStart);
        if (queryStart == 0)
        {
            return against.Substring(0, baseQuery) + query;
        }

        var path = reference.Substring(0, queryStart);
        if (path[0] != '/')
        {
            var folder = against.Substring(basePath, baseQuery - basePath);
            path = folder.Length == 0 && basePath > baseScheme ? "/" + path : folder.Substring(0, folder.LastIndexOf('/') + 1) + path;
        }

        return start + WithoutDots(path) + query;
    }

    /// <summary>Returns true if a string has no white space and no control characters, and could therefore be a URI.</summary>
    public static bool IsPossible(string text) => !text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character));

    /// <summary>Returns three indexes: after the scheme and its colon, after the authority, and after the path.</summary>
    private static (int SchemeEnd, int PathStart, int QueryStart) Parts(string uri)
    {
        var scheme = 0;
        while (scheme < uri.Length && (IsLetter(uri[scheme]) || (scheme > 0 && (uri[scheme] is >= '0' and <= '9' or '+' or '-' or '.'))))
        {
            scheme++;
        }

        scheme = scheme > 0 && scheme < uri.Length && uri[scheme] == ':' ? scheme + 1 : 0;
        var path = scheme;
        if (string.CompareOrdinal(uri, scheme, "//", 0, 2) == 0)
        {
            path = uri.IndexOfAny(['/', '?'], scheme + 2);
            path = path < 0 ? uri.Length : path;
        }

        var query = uri.IndexOf('?', path);
        return (scheme, path, query < 0 ? uri.Length : query);
    }

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static string WithPath(string uri, int pathStart, int queryStart) =>
        uri.Substring(0, pathStart) + WithoutDots(uri.Substring(pathStart, queryStart - pathStart)) + uri.Substring(queryStart);

    private static string WithoutDots(string path)
    {
        if (path.IndexOf('.') < 0)
        {
            return path;
        }

        var steps = path.Split('/');
        var kept = new List<string>();
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i] == ".." && kept.Count > (path[0] == '/' ? 1 : 0))
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (steps[i] is not ("." or ".."))
            {
                kept.Add(steps[i]);
            }

            // A final "." or ".." names a folder, so the result ends in a slash.
            if (i == steps.Length - 1 && steps[i] is ("." or ".."))
            {
                kept.Add("");
            }
        }

        return string.Join("/", kept);
    }
}
