using System.Collections;
using System.Globalization;
using System.Text;

namespace SchemaSdk.Telemetry;

/// <summary>One line of the log: as a text, and as the values under the names that its template has for them.</summary>
/// <param name="template">The text, with the name of each value in braces.</param>
/// <param name="values">The values, in the order of their names.</param>
internal sealed class LogLine(string template, object?[] values) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private string[]? _parts;

    public int Count => values.Length + 1;

    // Every second part is a name: 1, 3, 5, ...
    private string[] Parts => _parts ??= template.Split('{', '}');

    /// <summary>A value under its name; behind the last, the template, under the name that providers know it by.</summary>
    public KeyValuePair<string, object?> this[int index] =>
        index == values.Length ? new("{OriginalFormat}", template) : new(Parts[(2 * index) + 1], values[index]);

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
            text.Append(part % 2 == 0 ? Parts[part] : Convert.ToString(values[part / 2] ?? "(null)", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
