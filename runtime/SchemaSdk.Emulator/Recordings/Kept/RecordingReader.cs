using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Emulation.Recordings.Kept;

/// <summary>Reads the file of a recording. Anyone may have written the file, so each value is checked before it is used.</summary>
internal static class RecordingReader
{
    private const int MostStates = 1000;
    private const int MostFiles = 1000;
    private const int MostText = 1 << 16;
    private const double MostSeconds = 30 * 24 * 3600;

    /// <exception cref="InvalidDataException">The text is not a recording. The message says why.</exception>
    public static Recording Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, JsonRewriter.Read with { MaxDepth = JsonRewriter.MostDepth + 1 });
            return Read(document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            // The text is not JSON, or a value has the wrong type.
            throw new InvalidDataException(wrong.Message, wrong);
        }
    }

    private static Recording Read(JsonElement root)
    {
        var format = Member(root, Names.Format).GetInt32();
        if (format != Names.Version)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"it has format {format}, but this version of SchemaSdk reads format {Names.Version}"));
        }

        var states = StatesIn(Member(root, Names.States));
        var hasFailed = states[^1].Phase == JobPhase.Failed;
        return new Recording(Text(root, Names.Service), Text(root, Names.Model), Canonical(Member(root, Names.Input)), states)
        {
            RecordedAt = root.TryGetProperty(Names.RecordedAt, out var time) ? time.GetDateTimeOffset() : default,
            Output = !hasFailed && root.TryGetProperty(Names.Output, out var output) ? output.GetRawText() : null,
            Error = hasFailed ? ErrorIn(root) : null,
            Files = root.TryGetProperty(Names.Files, out var files) ? FilesIn(files) : [],
            CostUsd = Amount(root, Names.CostUsd),
            Price = root.TryGetProperty(Names.Price, out var price) && Amount(price, Names.Usd) is { } usd
                ? new EmulatedPrice(usd, Text(price, Names.Unit))
                : null,
        };
    }

    /// <summary>Returns a value as canonical JSON, which is the same for equal values.</summary>
    public static string Canonical(JsonElement value)
    {
        using var canonical = CanonicalWriter.Of(Encoding.UTF8.GetBytes(value.GetRawText()));
        return Encoding.UTF8.GetString(canonical.Written);
    }

    private static List<RecordedState> StatesIn(JsonElement list)
    {
        var states = new List<RecordedState>();
        foreach (var state in list.EnumerateArray().Take(MostStates + 1))
        {
            var at = Member(state, Names.At).GetDouble();
            var phase = Names.PhaseOf(Text(state, Names.State)) ?? throw new InvalidDataException(
                $"'{Text(state, Names.State)}' is not a state of a recorded job");
            if (!(at >= (states.Count > 0 ? states[^1].At : 0) && at <= MostSeconds))
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"a state has the time {at} s, which is earlier than the time of the state before it, or later than {MostSeconds} s"));
            }

            states.Add(new(at, phase, state.TryGetProperty(Names.Position, out var position) ? position.GetInt32() : null));
        }

        return states.Count is > 0 and <= MostStates && states[^1].Phase is JobPhase.Succeeded or JobPhase.Failed
            ? states
            : throw new InvalidDataException("its last state does not end the job, or it has more than 1,000 states");
    }

    private static List<RecordedFile> FilesIn(JsonElement list)
    {
        var files = new List<RecordedFile>();
        foreach (var file in list.EnumerateArray().Take(MostFiles + 1))
        {
            var (name, type) = (Text(file, Names.Name), Text(file, Names.MediaType));
            var hash = file.TryGetProperty(Names.Hash, out _) ? Text(file, Names.Hash) : null;
            if (!RecordedFile.IsName(name) || RecordedFile.PositionIn(name) != files.Count
                || !MediaTypeHeaderValue.TryParse(type, out _) || (hash is not null && !RecordedFile.IsHash(hash)))
            {
                throw new InvalidDataException("one of its files has an invalid name, media type or hash");
            }

            files.Add(new(
                name,
                type,
                hash is null ? null : Member(file, Names.Bytes).GetInt64(),
                hash,
                file.TryGetProperty(Names.Inline, out var inline) && inline.GetBoolean()));
        }

        return files.Count <= MostFiles ? files : throw new InvalidDataException("it has more than 1,000 files");
    }

    private static JsonElement ErrorIn(JsonElement root)
    {
        var error = Member(root, Names.Error);
        if (error.ValueKind is JsonValueKind.String or JsonValueKind.Null)
        {
            // Rejects a null or empty error, because a fal job without an error text would count as succeeded.
            _ = Text(root, Names.Error);
        }

        return error.Clone();
    }

    private static JsonElement Member(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) ? member : throw new InvalidDataException($"the member '{name}' is missing");

    private static string Text(JsonElement value, string name) => Member(value, name).GetString() is { Length: > 0 and <= MostText } text
        ? text
        : throw new InvalidDataException($"the member '{name}' is empty or too long");

    private static decimal? Amount(JsonElement value, string name) =>
        value.TryGetProperty(name, out var amount) ? amount.GetDecimal() is var usd and >= 0 and <= 1_000_000_000
            ? usd
            : throw new InvalidDataException($"the member '{name}' is not an amount in dollars") : null;
}
