using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>One finding of a check: where the value starts and what it must be. The pointer is looked up at the end.</summary>
/// <param name="Offset">The first byte of the value; of the object, for a member that is missing.</param>
/// <param name="Rule">The keyword.</param>
/// <param name="Requirement">Continues "it must"; nothing for a member that is missing.</param>
/// <param name="Allowed">What the schema allows.</param>
/// <param name="MissingMember">The member's name, or null if a value is there.</param>
internal readonly record struct JsonFinding(long Offset, string Rule, string Requirement, string? Allowed, string? MissingMember)
{
    // A message names the value, but is read in a log line.
    private const int MaxValueInMessage = 100;

    /// <param name="utf8Json">The whole text.</param>
    /// <param name="options">As the text was read.</param>
    /// <param name="findings">The findings in it.</param>
    public static ValidationError[] ToErrors(ReadOnlySpan<byte> utf8Json, JsonReaderOptions options, List<JsonFinding> findings)
    {
        var offsets = new long[findings.Count];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = findings[i].Offset;
        }

        var pointers = JsonPointers.Find(utf8Json, options, offsets);
        var errors = new ValidationError[offsets.Length];
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = findings[i].ToError(pointers[i], utf8Json, options);
        }

        return errors;
    }

    private ValidationError ToError(string pointer, ReadOnlySpan<byte> utf8Json, JsonReaderOptions options)
    {
        if (MissingMember is not null)
        {
            var missing = $"{pointer}/{JsonPointers.Escape(MissingMember)}";
            return new() { JsonPointer = missing, Rule = Rule, Message = $"{missing} is missing; the schema requires it." };
        }

        var value = JsonText.Cut(ValueText(utf8Json[(int)Offset..], options));
        var where = pointer.Length == 0 ? "The input" : pointer;
        return new()
        {
            JsonPointer = pointer,
            Rule = Rule,
            Message = $"{where} is {JsonText.Cut(value, MaxValueInMessage)}; it must {Requirement}.",
            Value = value,
            Allowed = Allowed,
        };
    }

    private static ReadOnlySpan<byte> ValueText(ReadOnlySpan<byte> rest, JsonReaderOptions options)
    {
        // What follows the value is not read, so it matters neither that it is more JSON nor that it is not.
        var reader = new Utf8JsonReader(rest, isFinalBlock: false, new JsonReaderState(options));
        return reader.Read() && reader.TrySkip() ? rest[..(int)reader.BytesConsumed] : rest;
    }
}
