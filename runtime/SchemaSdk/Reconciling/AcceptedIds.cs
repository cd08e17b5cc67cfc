namespace SchemaSdk.Reconciling;

/// <summary>The request ids that a client received most recently, so that none of them is mistaken for the id of a lost answer.</summary>
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
