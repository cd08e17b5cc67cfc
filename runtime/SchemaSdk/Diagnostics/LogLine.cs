using System.Collections;
using System.Globalization;
using System.Text;

namespace SchemaSdk.Diagnostics;

/// <summary>One log message: its text, and its values under the names in its template.</summary>
// values: in the order of their names in the template. key: the key of the job in the ledger, or null. The template does not contain the
// key.
internal sealed class LogLine(string template, object?[] values, string? key) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private string[]? _parts;

    public int Count => Named + 1;

    private int Named => key is null ? values.Length : values.Length + 1;

    // The parts at odd positions are names.
    private string[] Parts => _parts ??= template.Split('{', '}');

    /// <summary>A value with its name; after the last value, the template under the name that log providers expect.</summary>
    public KeyValuePair<string, object?> this[int index] =>
        index == Named ? new("{OriginalFormat}", template)
        : index == values.Length ? new("Key", key)
        : new(Parts[(2 * index) + 1], values[index]);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString()
    {
        var text = new StringBuilder();
        for (var part = 0; part < Parts.Length; part++)
        {
            text.Append(part % 2 == 0 ? Parts[part] : Convert.ToString(values[part / 2] ?? "none", CultureInfo.InvariantCulture));
        }

        return (key is null ? text : text.Append(" (key ").Append(key).Append(')')).ToString();
    }
}
