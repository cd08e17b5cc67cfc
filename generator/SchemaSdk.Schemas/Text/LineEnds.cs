namespace SchemaSdk.Schemas.Text;

/// <summary>Line ends are those of a checkout, not of a schema: the same schema gives the same code on every machine.</summary>
internal static class LineEnds
{
    /// <summary>Writes a text with <c>\n</c> alone.</summary>
    /// <param name="text">A text with line ends of any kind.</param>
    public static string Unify(string text) => text.IndexOf('\r') < 0 ? text : text.Replace("\r\n", "\n").Replace('\r', '\n');
}
