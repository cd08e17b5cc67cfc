using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using SharpYaml;
using SharpYaml.Events;

namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>Converts YAML to JSON, and keeps the digits of each number.</summary>
// Uses SharpYaml directly, because Microsoft.OpenApi.YamlReader changes numbers: 1e2 becomes 100, and digits after the 28th are lost.
// YamlReader also reads only the first of several documents.
internal sealed partial class YamlText
{
    // Every schema has these limits, so a larger text would be rejected later anyway.
    private const int MostDepth = 64;
    private const int MostValues = 250_000;
    private const int MostCharacters = 16_000_000;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _writer;
    private readonly List<ParsingEvent> _events = [];

    // Maps the index of each alias event to the index at which its anchored node begins.
    private readonly Dictionary<int, int> _anchored = [];

    private int _values;
    private int _characters;

    private YamlText(Utf8JsonWriter writer) => _writer = writer;

    /// <summary>Converts a single YAML document to JSON.</summary>
    /// <exception cref="YamlTextException">The text is not YAML, cannot be expressed in JSON, or is too deep or too large.</exception>
    internal static string ToJson(string yaml)
    {
        using var bytes = new MemoryStream();
        try
        {
            using var writer = new Utf8JsonWriter(bytes, Options);
            var text = new YamlText(writer);
            text.Load(yaml);
            text.Write(0, depth: 0);
        }
        catch (Exception exception) when (exception is YamlException or ArgumentException)
        {
            // ArgumentException is thrown for text with an unpaired surrogate.
            throw new YamlTextException(exception.Message.TrimEnd('.'), exception);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    // The parser's nodes are not used, because comparing keys that are aliases of aliases would never end.
    private void Load(string yaml)
    {
        var anchors = new Dictionary<string, int>(StringComparer.Ordinal);
        var documents = 0;
        for (var parser = Parser.CreateParser(new StringReader(yaml)); parser.MoveNext();)
        {
            var read = parser.Current!;
            documents += read is DocumentStart ? 1 : 0;
            if (documents != 1 || read is DocumentStart or DocumentEnd or StreamEnd)
            {
                continue;
            }

            if (read is AnchorAlias alias)
            {
                _anchored[_events.Count] = anchors.TryGetValue(alias.Value, out var start)
                    ? start
                    : throw Fault(alias, $"The text has no anchor for the alias '*{alias.Value}'");
            }
            else if (read is NodeEvent { Anchor: { Length: > 0 } anchor })
            {
                anchors[anchor] = _events.Count;
            }

            // A value produces at most three events: its name, its start and its end.
            _events.Add(_events.Count <= 3 * MostValues ? read : throw TooMany(read));
        }

        if (documents != 1)
        {
            throw new YamlTextException($"The text has {documents} documents instead of one");
        }
    }

    // Writes the value that begins at an event, and returns the index of the first event after the value.
    private int Write(int index, int depth)
    {
        // Check the limits for each value, because aliases can make a few lines of YAML endless.
        var read = _events[index];
        if (depth > MostDepth)
        {
            throw Fault(read, $"The text nests deeper than {MostDepth} levels");
        }

        if (++_values > MostValues)
        {
            throw TooMany(read);
        }

        switch (read)
        {
            case MappingStart:
                return WriteMapping(index + 1, depth + 1);
            case SequenceStart:
                _writer.WriteStartArray();
                for (index++; _events[index] is not SequenceEnd;)
                {
                    index = Write(index, depth + 1);
                }

                _writer.WriteEndArray();
                return index + 1;
            case AnchorAlias:
                Write(_anchored[index], depth);
                return index + 1;
            default:
                WriteScalar((Scalar)read);
                return index + 1;
        }
    }

    private int WriteMapping(int index, int depth)
    {
        _writer.WriteStartObject();
        while (_events[index] is not MappingEnd)
        {
            var key = _events[_anchored.GetValueOrDefault(index, index)];
            if (key is not Scalar name)
            {
                throw Fault(key, "The text has a key that is not a string");
            }

            if (name.Value == "<<")
            {
                // YAML 1.2 does not support this key. Without this error, it would be ignored as an unknown keyword.
                throw Fault(key, "Only YAML 1.1 supports the key '<<'. Replace it with the members that it merges");
            }

            _writer.WritePropertyName(Counted(name));
            index = Write(index + 1, depth);
        }

        _writer.WriteEndObject();
        return index + 1;
    }

    private void WriteScalar(Scalar scalar)
    {
        var text = Counted(scalar);
        if (scalar.Style != ScalarStyle.Plain || scalar.Tag is "tag:yaml.org,2002:str")
        {
            _writer.WriteStringValue(text);
            return;
        }

        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                _writer.WriteNullValue();
                break;
            case "true" or "True" or "TRUE":
                _writer.WriteBooleanValue(true);
                break;
            case "false" or "False" or "FALSE":
                _writer.WriteBooleanValue(false);
                break;
            default:
                if (NumberOf(text) is { } number)
                {
                    _writer.WriteRawValue(number);
                }
                else
                {
                    _writer.WriteStringValue(text);
                }

                break;
        }
    }

    // Changes only what JSON does not allow: a plus sign, leading zeros, a bare decimal point or hexadecimal digits.
    private static string? NumberOf(string text)
    {
        if (Hexadecimal().IsMatch(text))
        {
            return BigInteger.Parse("0" + text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                .ToString(CultureInfo.InvariantCulture);
        }

        var found = Number().Match(text);
        var (whole, fraction) = (found.Groups["whole"].Value, found.Groups["fraction"].Value);
        if (!found.Success || whole.Length + fraction.Length == 0)
        {
            return null;
        }

        var digits = whole.TrimStart('0') is { Length: > 0 } rest ? rest : "0";
        return $"{found.Groups["minus"]}{digits}{(fraction.Length > 0 ? "." + fraction : "")}{found.Groups["exponent"]}";
    }

    private string Counted(Scalar scalar) => (_characters += scalar.Value.Length) <= MostCharacters
        ? scalar.Value
        : throw Fault(scalar, $"The text has more than {MostCharacters} characters, including those of its aliases");

    private static YamlTextException TooMany(ParsingEvent read) =>
        Fault(read, $"The text has more than {MostValues} values, including those of its aliases");

    private static YamlTextException Fault(ParsingEvent read, string fault) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{fault} (line {read.Start.Line + 1})"));

    [GeneratedRegex("^(?:(?<minus>-)|\\+)?(?<whole>[0-9]*)(?:\\.(?<fraction>[0-9]*))?(?<exponent>[eE][-+]?[0-9]+)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex("^0x[0-9a-fA-F]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Hexadecimal();
}
