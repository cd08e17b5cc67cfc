namespace SchemaSdk.CompilerServices;

/// <summary>The state of a trial: a value is tried against a schema without reporting, as for <c>anyOf</c>.</summary>
internal struct JsonTrial
{
    /// <summary>True during a trial, in which nothing is reported.</summary>
    public bool IsOn;

    /// <summary>True if something did not fit.</summary>
    public bool HasFailed;

    /// <summary>True if the JSON kind of the value itself did not fit.</summary>
    public bool IsOtherKind;

    /// <summary>
    /// True if the schema requires something of the value that is not checked. Even if nothing has failed, the value may not fit.
    /// </summary>
    public bool IsUnsure;

    /// <summary>The offset at which the value starts.</summary>
    public long Start;

    /// <summary>True if the answer is known, so the rest of the value can be skipped.</summary>
    public readonly bool IsSettled => IsOn && HasFailed;
}
