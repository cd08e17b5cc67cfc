namespace SchemaSdk.Emulation.Recordings.Kept;

/// <summary>A state of a recorded job.</summary>
/// <param name="At">When the state was first seen, in seconds after the job was accepted.</param>
/// <param name="Phase">The phase.</param>
/// <param name="Position">The queue position; null if it is unknown.</param>
internal sealed record RecordedState(double At, JobPhase Phase, int? Position);
