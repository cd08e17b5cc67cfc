using MassTransit;

namespace SchemaSdk.Integration.Tests.MassTransit.Bench;

/// <summary>A second bus beside the default one.</summary>
public interface ISideBus : IBus;
