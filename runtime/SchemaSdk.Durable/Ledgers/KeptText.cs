using System.Text;

namespace SchemaSdk.Durable.Ledgers;

/// <summary>Words for people that an entry keeps: one line, cut, and text that each store takes.</summary>
internal static class KeptText
{
    // Half of a surrogate pair would be another text once it is written.
    internal static string Of(string words) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(ErrorText.Cut(words)));
}
