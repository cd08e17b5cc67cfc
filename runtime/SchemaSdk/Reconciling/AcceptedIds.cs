namespace SchemaSdk.Reconciling;

/// <summary>The latest request ids that a client has received, so that none is mistaken for that of a lost answer.</summary>
internal sealed class AcceptedIds
{
    private const int Most = 4096;

    private readonly Queue<string> _ids = new();

    internal void Add(string requestId)
    {
        lock (_ids)
        {
            if (_ids.Count == Most)
            {
                _ids.Dequeue();
            }

            _ids.Enqueue(requestId);
        }
    }

    internal bool Has(string requestId)
    {
        lock (_ids)
        {
            return _ids.Contains(requestId);
        }
    }
}
