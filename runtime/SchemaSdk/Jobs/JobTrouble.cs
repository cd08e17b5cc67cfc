using SchemaSdk.Http;
using SchemaSdk.Retrying;

namespace SchemaSdk.Jobs;

/// <summary>What stands between a job and its being read. Of most jobs there is none.</summary>
internal sealed class JobTrouble
{
    /// <summary>Reads that failed since it was last heard of; null: none did.</summary>
    internal FailedStreak? Streak { get; set; }

    internal ApiAttempt? LastFailure { get; set; }

    /// <summary>What the service asked to wait since then; null: nothing.</summary>
    internal HeldBack? Held { get; set; }

    /// <summary>Until when a last look begins; null: there is none.</summary>
    internal JobDeadline? Look { get; set; }

    /// <summary>When a refusal of it counted last; null: never.</summary>
    internal long? RefusedAt { get; set; }

    /// <summary>The last look is over.</summary>
    internal void EndLook() => Look = null;

    /// <summary>It is heard of.</summary>
    internal void Forget() => (Streak, LastFailure, Held) = (null, null, null);
}
