namespace SchemaSdk.Tool.Jobs;

/// <summary>The facts that somebody states about a job of unknown outcome.</summary>
/// <param name="Key">The key of the job.</param>
/// <param name="RequestId">The id under which the service has it; null: the service does not have it.</param>
/// <param name="IsSure">True if nobody is to be asked whether it is certain.</param>
/// <param name="By">Who says so.</param>
/// <param name="IsOffline">True if the service is not to be asked about the id.</param>
/// <param name="Service">The address of the service; null for the usual one.</param>
internal sealed record SettleSettings(string Key, string? RequestId, bool IsSure, string By, bool IsOffline, Uri? Service);
