namespace SchemaSdk.Jobs.Events;

/// <summary>The place of an event among those of its job.</summary>
internal enum Turn
{
    /// <summary>It is not told: the end of the job was told before.</summary>
    None,

    /// <summary>It is told at once.</summary>
    Now,

    /// <summary>Another is told right now, and it comes after that.</summary>
    Later,
}
