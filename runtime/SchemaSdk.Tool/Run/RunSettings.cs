namespace SchemaSdk.Tool.Run;

/// <summary>The way in which a model is to be run.</summary>
/// <param name="ModelId">The model.</param>
/// <param name="IsEmulated">True for the emulator in place of the service.</param>
/// <param name="MaxPriceUsd">The most that the run may cost, by its estimate; null for any price.</param>
/// <param name="Download">The folder for the files of the result, absolute; null to leave them at the service.</param>
/// <param name="Resume">The id of the job to come back to; null for a new one.</param>
internal sealed record RunSettings(string ModelId, bool IsEmulated, decimal? MaxPriceUsd, string? Download, string? Resume);
