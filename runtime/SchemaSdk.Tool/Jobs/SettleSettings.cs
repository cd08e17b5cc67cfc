using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Jobs;

/// <summary>The settings of <c>schemasdk jobs settle</c>.</summary>
/// <param name="Key">The key of the job.</param>
/// <param name="RequestId">The request id of the job; null if the service does not have the job.</param>
/// <param name="IsSure">True to skip the confirmation.</param>
/// <param name="By">The person who settles the job.</param>
/// <param name="IsOffline">True to skip the check of the request id at the service.</param>
/// <param name="Service">The service and address that the user gave, if any.</param>
internal sealed record SettleSettings(string Key, string? RequestId, bool IsSure, string By, bool IsOffline, AskedService Service);
