namespace SchemaSdk.Emulation;

/// <summary>Why an emulated service refuses a request.</summary>
public enum RefusalReason
{
    /// <summary>A test chose the error with <see cref="EmulatedOutcome.Refuse(System.Net.HttpStatusCode, int, string)"/>.</summary>
    Outcome,

    /// <summary>The token is missing or wrong.</summary>
    Token,

    /// <summary>The model does not exist.</summary>
    Model,

    /// <summary>The job does not exist.</summary>
    Job,

    /// <summary>The path or the method is unknown.</summary>
    Path,

    /// <summary>The body is not what the service expects, for example not JSON.</summary>
    Body,

    /// <summary>The input does not fit the schema of the model.</summary>
    Input,

    /// <summary>The emulator cannot read the schema of the model.</summary>
    Schema,

    /// <summary>Too many jobs are waiting or running.</summary>
    JobLimit,

    /// <summary>The service is busy, because of <see cref="EmulatorFault.NotNow"/>.</summary>
    Busy,

    /// <summary>An upload is too large.</summary>
    Size,
}
