namespace SchemaSdk.CompilerServices;

/// <summary>The state of a trial. A trial checks a value against a schema without reporting errors, for example for <c>anyOf</c>.</summary>
internal struct JsonTrial
{
    /// <summary>True during a trial, in which errors are not reported.</summary>
    public bool IsOn;

    /// <summary>True if the value does not match.</summary>
    public bool HasFailed;

    /// <summary>True if the value itself, rather than a part of it, has the wrong JSON kind or the wrong tag.</summary>
    public bool IsOtherKind;

    /// <summary>True if the schema has a constraint that is not checked, so a match is uncertain.</summary>
    public bool IsUnsure;

    /// <summary>The start offset of the value that the trial checks.</summary>
    public long Start;

    /// <summary>True during a trial that has already failed, so the rest of the value need not be checked.</summary>
    public readonly bool IsSettled => IsOn && HasFailed;
}
