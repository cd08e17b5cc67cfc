using Xunit.Abstractions;

namespace SchemaSdk.Mutation;

/// <summary>Listens to nothing.</summary>
internal sealed class SilentSink : LongLivedMarshalByRefObject, IMessageSink
{
    public bool OnMessage(IMessageSinkMessage message) => true;
}
