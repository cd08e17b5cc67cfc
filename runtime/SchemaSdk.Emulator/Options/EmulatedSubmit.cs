using System.Text.Json;

namespace SchemaSdk.Emulation;

/// <summary>A submit whose outcome the emulated service is about to decide. Its token, model and input are valid.</summary>
public sealed record EmulatedSubmit
{
    /// <summary>The id of the model, such as <c>kling/kling-3.0/pro/text-to-video</c>.</summary>
    public required string ModelId { get; init; }

    /// <summary>The input as it was sent.</summary>
    public required JsonElement Input { get; init; }

    /// <summary>
    /// The number of the submit, counted from 1 since the emulator was created or last reset. Submits with an invalid token, model or
    /// input are not counted, and neither are submits beyond <see cref="ModelEmulatorOptions.JobLimit"/>.
    /// </summary>
    public required long Number { get; init; }
}
