namespace SchemaSdk.MassTransit;

/// <summary>The reasons why a <see cref="RunModel"/> is refused.</summary>
public enum ModelRefusal
{
    /// <summary>The service refused the job. A new <see cref="RunModel"/> with the same key submits it again.</summary>
    Service,

    /// <summary>The input does not fit the model, or the message is incomplete. The same message would be refused again.</summary>
    Input,

    /// <summary>The key belongs to a job with another model, input or customer. That job continues. Use a different key.</summary>
    Key,

    /// <summary>The job exceeds a budget. A new <see cref="RunModel"/> with the same key retries the job.</summary>
    Budget,

    /// <summary>
    /// Something else prevented the submit, such as an outage or a missing token. A new <see cref="RunModel"/> with the same key submits
    /// the job.
    /// </summary>
    NotSent,

    /// <summary>A person settled the job as not accepted. A new <see cref="RunModel"/> with the same key submits it again.</summary>
    Person,
}
