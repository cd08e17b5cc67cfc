namespace SchemaSdk.Schemas.Text;

/// <summary>Unifies line ends, which depend on the checkout: the same schema gives the same code on every machine.</summary>
internal static class LineEnds
{
    /// <summary>Replaces all line ends by <c>\n</c>.</summary>
    /// <param name="text">A text with line ends of any kind.</param>
    public static string Unify(string text) => text.IndexOf('\r') < 0 ? text : text.Replace("\r\n", "\n").Replace('\r', '\n');
}
