using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>An error that a check found, located by an offset. The error's JSON pointer is computed after the check.</summary>
/// <param name="offset">The offset at which the value starts; if a member is missing, the offset at which its object starts.</param>
/// <param name="rule">The keyword.</param>
/// <param name="requirement">The text that follows "it must" in the message; empty for a missing member.</param>
/// <param name="allowed">What the schema allows.</param>
/// <param name="missingMember">The name of the missing member; null if the error is in a value.</param>
// This is a class although it is small, because native AOT generates the code of List<T> again for each struct.
internal sealed class JsonFinding(long offset, string rule, string requirement, string? allowed, string? missingMember)
{
    // The limit is low, so that the message fits on one line of a log.
    private const int MaxValueInMessage = 100;

    // Limits the pointers in total, because each of many errors could repeat the same long member names.
    private const int MaxPointers = 1_000_000;

    private string? _pointer;

    /// <summary>Returns the errors. Stops once their JSON pointers have a million characters in total.</summary>
    public static ValidationError[] ToErrors(ReadOnlySpan<byte> utf8Json, JsonReaderOptions options, List<JsonFinding> findings)
    {
        var inPlace = new List<JsonFinding>(findings);
        inPlace.Sort(static (one, other) => one.Offset.CompareTo(other.Offset));
        long[] offsets = [.. inPlace.ConvertAll(static finding => finding.Offset)];
        var pointers = JsonPointers.Find(utf8Json, options, offsets, MaxPointers);
        for (var i = 0; i < pointers.Length; i++)
        {
            inPlace[i]._pointer = pointers[i];
        }

        var errors = new List<ValidationError>(pointers.Length);
        var length = 0L;
        foreach (var finding in findings)
        {
            if (finding._pointer is { } pointer && length < MaxPointers)
            {
                errors.Add(finding.ToError(pointer, utf8Json, options));
                length += errors[^1].JsonPointer.Length;
            }
        }

        return [.. errors];
    }

    private long Offset => offset;

    private ValidationError ToError(string pointer, ReadOnlySpan<byte> utf8Json, JsonReaderOptions options)
    {
        if (missingMember is not null)
        {
            var missing = $"{pointer}/{JsonPointers.Escape(missingMember)}";
            return new() { JsonPointer = missing, Rule = rule, Message = $"{missing} is missing; the schema requires it." };
        }

        var value = JsonText.Cut(ValueText(utf8Json[(int)offset..], options));
        var where = pointer.Length == 0 ? "The input" : pointer;
        return new()
        {
            JsonPointer = pointer,
            Rule = rule,
            Message = $"{where} is {JsonText.Cut(value, MaxValueInMessage)}; it must {requirement}.",
            Value = value,
            Allowed = allowed,
        };
    }

    private static ReadOnlySpan<byte> ValueText(ReadOnlySpan<byte> rest, JsonReaderOptions options)
    {
        // isFinalBlock is false because other text, which need not be valid JSON, follows the value.
        var reader = new Utf8JsonReader(rest, isFinalBlock: false, new JsonReaderState(options));
        return reader.Read() && reader.TrySkip() ? rest[..(int)reader.BytesConsumed] : rest;
    }
}
