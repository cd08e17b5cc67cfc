namespace SchemaSdk;

/// <summary>The kinds of <see cref="SubmitOutcome"/>.</summary>
public enum SubmitOutcomeKind
{
    /// <summary>The service accepted it.</summary>
    Accepted,

    /// <summary>The service did not take it for now, and nothing runs. The same call sends it again.</summary>
    Postponed,

    /// <summary>
    /// It was not taken in time or not sent, and nothing runs. A later attempt, or one from another machine, may succeed.
    /// </summary>
    NotTaken,

    /// <summary>It was refused: the same input would be refused again.</summary>
    Refused,

    /// <summary>It was sent, and whether it was accepted is not known.</summary>
    Unknown,
}
