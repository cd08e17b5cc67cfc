namespace SchemaSdk.Jobs.Events;

/// <summary>Says when an event is passed to the observers.</summary>
internal enum Turn
{
    /// <summary>Never, because the job has already ended.</summary>
    None,

    /// <summary>Now.</summary>
    Now,

    /// <summary>After the event that is being passed.</summary>
    Later,
}
