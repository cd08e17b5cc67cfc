using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Jobs;

/// <summary>Why a job was not read: the service asked to delay its reads, or refused so many reads that the client slowed down.</summary>
internal readonly record struct Lateness(HeldBack? Held, SlowedDown? Slowed);
