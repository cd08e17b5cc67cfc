using Xunit.Abstractions;

namespace SchemaSdk.Mutation;

/// <summary>Listens for the first failure, and asks for no more.</summary>
internal sealed class FailureSink : LongLivedMarshalByRefObject, IMessageSink
{
    /// <summary>The test, or what went wrong around it; null for nothing.</summary>
    public string? First { get; private set; }

    public bool OnMessage(IMessageSinkMessage message)
    {
        First ??= message switch
        {
            ITestFailed failed => failed.Test.DisplayName,
            IErrorMessage error => error.Messages.FirstOrDefault(),
            ITestClassCleanupFailure failure => failure.Messages.FirstOrDefault(),
            _ => null,
        };
        return First is null;
    }
}
