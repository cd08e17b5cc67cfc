namespace SchemaSdk.Tool.Run;

/// <summary>The settings of <c>schemasdk run</c>.</summary>
/// <param name="ModelId">The model.</param>
/// <param name="IsEmulated">True for the emulator instead of the service.</param>
/// <param name="MaxPriceUsd">The most that the run may cost, by its estimate; null for any price.</param>
/// <param name="Download">The folder for the files of the result, absolute; null to leave them at the service.</param>
/// <param name="Resume">The request id of the job to wait for; null for a new job.</param>
internal sealed record RunSettings(string ModelId, bool IsEmulated, decimal? MaxPriceUsd, string? Download, string? Resume);
