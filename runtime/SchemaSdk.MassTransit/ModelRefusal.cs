namespace SchemaSdk.MassTransit;

/// <summary>The reasons for which a <see cref="RunModel"/> is refused.</summary>
public enum ModelRefusal
{
    /// <summary>The service refused the job. A new <see cref="RunModel"/> under its key submits it again.</summary>
    Service,

    /// <summary>The input does not fit the model, or the message is not complete. The same message is refused again.</summary>
    Input,

    /// <summary>The key is that of another model or input. That job goes on. Give this one another key.</summary>
    Key,

    /// <summary>The job would cost more than a budget has left. A new <see cref="RunModel"/> under its key tries again.</summary>
    Budget,

    /// <summary>
    /// Nobody: the job was not sent, for another reason, such as an outage or a missing token. A new <see cref="RunModel"/> under its key
    /// submits it.
    /// </summary>
    NotSent,

    /// <summary>
    /// A person, who said that the service does not have the job. A new <see cref="RunModel"/> under its key submits it again.
    /// </summary>
    Person,
}
