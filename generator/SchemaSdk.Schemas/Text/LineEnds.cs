namespace SchemaSdk.Schemas.Text;

/// <summary>Unifies line endings, which depend on the checkout, so that a schema gives the same code on every machine.</summary>
internal static class LineEnds
{
    public static string Unify(string text) => text.IndexOf('\r') < 0 ? text : text.Replace("\r\n", "\n").Replace('\r', '\n');
}
