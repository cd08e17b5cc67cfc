namespace SchemaSdk.MassTransit.Tests.Bench;

/// <summary>A fact about a broker, which these tests start as Debian and Ubuntu install it.</summary>
internal sealed class FactOnLinuxAttribute : FactAttribute
{
    public FactOnLinuxAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "This system has no RabbitMQ as Debian installs it.";
        }
    }
}
