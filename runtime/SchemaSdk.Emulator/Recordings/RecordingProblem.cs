namespace SchemaSdk.Emulation;

/// <summary>A recording that does not fit the current models.</summary>
/// <param name="Kind">Why the recording does not fit.</param>
/// <param name="File">The name of the recording's file.</param>
/// <param name="Message">What is wrong, as a sentence.</param>
public sealed record RecordingProblem(RecordingProblemKind Kind, string File, string Message)
{
    /// <summary>The id of the model; null if the file cannot be read.</summary>
    public string? ModelId { get; init; }

    /// <summary>The JSON pointer of the value in the input or output; null if the problem is not about a value.</summary>
    public string? JsonPointer { get; init; }
}
