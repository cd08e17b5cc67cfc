using System.Text.Json;

namespace SchemaSdk.Emulation;

/// <summary>The model, the input and the options of a submit.</summary>
/// <param name="ModelId">The id of the model.</param>
/// <param name="Input">The input of the model.</param>
public sealed record SubmittedInput(string ModelId, JsonElement Input)
{
    /// <summary>
    /// Text that the emulator keeps with the job, for the protocol's answers. The emulator does not interpret it. The default is
    /// null.
    /// </summary>
    public string? Note { get; init; }

    /// <summary>The time after which the service cancels the job if it has not started. Default: null, no limit.</summary>
    public TimeSpan? StartsWithin { get; init; }

    /// <summary>The time after which the service cancels the job if it has not ended. Default: null, no limit.</summary>
    public TimeSpan? EndsWithin { get; init; }

    /// <summary>
    /// The address to which <see cref="EmulatedProtocol.Callback"/> is sent once the job has ended; null (the default) for no callback.
    /// </summary>
    public Uri? CallbackAddress { get; init; }

    /// <summary>False if this job keeps no input, even if <see cref="EmulatedProtocol.KeepsInputs"/> is true.</summary>
    internal bool KeepsInput { get; init; } = true;

    /// <summary>Parses a callback address; returns null if the string is not a web server's address.</summary>
    internal static Uri? AddressOf(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
