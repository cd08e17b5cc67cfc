namespace SchemaSdk.CompilerServices;

/// <summary>Whether a value is only tried against a schema, as under <c>anyOf</c>, and how that goes.</summary>
internal struct JsonTrial
{
    /// <summary>Whether nothing is reported.</summary>
    public bool IsOn;

    /// <summary>Whether something did not fit.</summary>
    public bool HasFailed;

    /// <summary>Whether it was the JSON kind of the value itself that did not fit.</summary>
    public bool IsOtherKind;

    /// <summary>
    /// Whether the schema asks something of the value that is not checked: where nothing has failed, it may still not fit.
    /// </summary>
    public bool IsUnsure;

    /// <summary>Where the value starts.</summary>
    public long Start;

    /// <summary>Whether the answer is known, so that the rest of the value need not be looked at.</summary>
    public readonly bool IsSettled => IsOn && HasFailed;
}
