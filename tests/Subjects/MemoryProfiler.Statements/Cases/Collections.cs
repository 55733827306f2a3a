using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using MemoryProfiler.Statements.Inputs;

namespace MemoryProfiler.Statements.Cases;

/// <summary>Lists, dictionaries, queues, sets.</summary>
static class Collections
{
    public static void List_of_one()
    {
        Given.Kept = new List<int> { 1 };
    }

    public static void List_of_one_in_a_local()
    {
        var list = new List<int> { 1 };
        Given.Sum += list[0];
    }

    public static void List_by_a_collection_expression()
    {
        List<int> list = [1, 2, 3];
        Given.Kept = list;
    }

    public static void List_that_grows_to_five()
    {
        var list = new List<int>();
        for (var i = 0; i < 5; i++)
            list.Add(i);
        Given.Kept = list;
    }

    public static void List_with_room_of_five()
    {
        var list = new List<int>(5);
        for (var i = 0; i < 5; i++)
            list.Add(i);
        Given.Kept = list;
    }

    public static void Empty_list()
    {
        Given.Kept = new List<int>();
    }

    public static void Empty_dictionary()
    {
        Given.Kept = new Dictionary<string, int>();
    }

    public static void Dictionary_of_one()
    {
        Given.Kept = new Dictionary<string, int> { ["a"] = 1 };
    }

    public static void Dictionary_of_one_in_a_local()
    {
        var map = new Dictionary<int, int> { [1] = 1 };
        Given.Sum += map[1];
    }

    public static void Dictionary_asked()
    {
        Given.Sum += Given.Map.TryGetValue(2, out var value) ? value : 0;
    }

    public static void HashSet_of_one()
    {
        Given.Kept = new HashSet<int> { 1 };
    }

    public static void Queue_of_one()
    {
        var queue = new Queue<int>();
        queue.Enqueue(1);
        Given.Kept = queue;
    }

    public static void Stack_of_one()
    {
        var stack = new Stack<int>();
        stack.Push(1);
        Given.Kept = stack;
    }

    public static void PriorityQueue_of_one()
    {
        var queue = new PriorityQueue<int, int>();
        queue.Enqueue(1, 1);
        Given.Kept = queue;
    }

    public static void LinkedList_of_one()
    {
        var list = new LinkedList<int>();
        list.AddLast(1);
        Given.Kept = list;
    }

    public static void SortedDictionary_of_one()
    {
        Given.Kept = new SortedDictionary<int, int> { [1] = 1 };
    }

    public static void ConcurrentDictionary_empty()
    {
        Given.Kept = new ConcurrentDictionary<int, int>();
    }

    public static void ConcurrentDictionary_of_one()
    {
        var map = new ConcurrentDictionary<int, int>();
        map[1] = 1;
        Given.Kept = map;
    }

    public static void ConcurrentQueue_of_one()
    {
        var queue = new ConcurrentQueue<int>();
        queue.Enqueue(1);
        Given.Kept = queue;
    }

    public static void ImmutableArray_of_three()
    {
        Given.Kept = ImmutableArray.Create(1, 2, 3);
    }

    public static void ImmutableList_of_three()
    {
        Given.Kept = ImmutableList.Create(1, 2, 3);
    }

    public static void FrozenSet_of_three()
    {
        Given.Kept = new[] { 1, 2, 3 }.ToFrozenSet();
    }

    public static void Read_only_view_of_a_list()
    {
        Given.Kept = Given.List.AsReadOnly();
    }
}
