using Xunit.Abstractions;

namespace SchemaSdk.Mutation;

/// <summary>Listens for tests.</summary>
internal sealed class FoundSink : LongLivedMarshalByRefObject, IMessageSink, IDisposable
{
    private readonly ManualResetEventSlim _complete = new();
    private readonly List<ITestCase> _found = [];

    /// <summary>All that there are.</summary>
    public IReadOnlyList<ITestCase> Wait()
    {
        _complete.Wait();
        return _found;
    }

    public bool OnMessage(IMessageSinkMessage message)
    {
        if (message is ITestCaseDiscoveryMessage found)
        {
            _found.Add(found.TestCase);
        }
        else if (message is IDiscoveryCompleteMessage)
        {
            _complete.Set();
        }

        return true;
    }

    public void Dispose() => _complete.Dispose();
}
