using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Jobs;

/// <summary>The time of a call.</summary>
/// <param name="Start">When it was made.</param>
/// <param name="Timeout">For how long it lasts.</param>
internal readonly record struct CallTime(long Start, TimeSpan Timeout)
{
    /// <summary>The part of it that is left; zero once it is over.</summary>
    internal TimeSpan Left(TimeProvider time) => JobDeadline.AtLeastZero(Timeout - time.GetElapsedTime(Start));
}
