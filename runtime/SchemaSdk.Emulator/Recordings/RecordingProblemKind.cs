namespace SchemaSdk.Emulation;

/// <summary>Why a recording does not fit the current models.</summary>
public enum RecordingProblemKind
{
    /// <summary>The file is not a recording, or its model has a schema that cannot be used.</summary>
    Unreadable,

    /// <summary>The recording's model is not one of the current models.</summary>
    ModelGone,

    /// <summary>The recorded input does not fit the model's current schema, so a client refuses to send it.</summary>
    Input,

    /// <summary>
    /// A value of the recorded output is missing, or does not have the type in the schema, so a client cannot read the output.
    /// </summary>
    Output,
}
