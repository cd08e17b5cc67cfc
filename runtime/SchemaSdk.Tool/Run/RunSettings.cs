namespace SchemaSdk.Tool.Run;

/// <summary>The settings of <c>schemasdk run</c>.</summary>
/// <param name="ModelId">The id of the model.</param>
/// <param name="IsEmulated">True to use the emulator instead of the service.</param>
/// <param name="MaxPriceUsd">The maximum estimated cost in US dollars; null for no maximum.</param>
/// <param name="Download">The absolute path of the folder for the files of the result; null to leave them at the service.</param>
/// <param name="Resume">The request id of the job to wait for; null to submit a new job.</param>
internal sealed record RunSettings(string ModelId, bool IsEmulated, decimal? MaxPriceUsd, string? Download, string? Resume)
{
    /// <summary>The model id and options for the command with which the user can resume the job.</summary>
    internal string Again { get; init; } = ModelId;
}
