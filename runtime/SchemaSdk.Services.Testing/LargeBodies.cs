using System.Text;

namespace SchemaSdk.Services.Testing;

/// <summary>Bodies of about one mebibyte.</summary>
internal static class LargeBodies
{
    private const int Length = 1 << 20;

    private static readonly string Deep = new string('[', Length / 2) + new string(']', Length / 2);

    internal static IEnumerable<(string What, byte[] Body)> Of(string sample)
    {
        var rest = sample.TrimStart() is ['{', .. var members] ? members : "}";
        yield return ("spaces before the sample", Encoding.UTF8.GetBytes(new string(' ', Length) + sample));
        yield return ("spaces within the sample", Encoding.UTF8.GetBytes("{" + new string(' ', Length) + rest));
        yield return ("a long string", Encoding.UTF8.GetBytes($"{{\"x\":\"{new string('a', Length)}\",{rest}"));
        yield return ("a string of escapes", Encoding.UTF8.GetBytes($"{{\"x\":\"{Repeat("\\u0041")}\",{rest}"));
        yield return ("many members", Encoding.UTF8.GetBytes($"{{{Repeat("\"x\":1,")}{rest}"));
        yield return ("deep arrays", Encoding.UTF8.GetBytes(new string('[', Length)));
        yield return ("deep objects", Encoding.UTF8.GetBytes(Repeat("{\"x\":")));
        yield return ("a deep member", Encoding.UTF8.GetBytes($"{{\"x\":{Deep},{rest}"));
        yield return ("zero bytes", new byte[Length]);
    }

    private static string Repeat(string text) => new StringBuilder().Insert(0, text, Length / text.Length).ToString();
}
